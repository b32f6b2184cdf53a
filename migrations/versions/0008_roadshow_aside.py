"""roadshow_aside

Small and forward: add, fill, switch, drop; old code may still be running while this one is. One transaction.

Concerns that were shared in a room are known as such, so that they are left out with whoever is set aside there.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = "0007"
branch_labels = None
depends_on = None

# Guests spoke in their sitting alone; of others it is not known from where they shared a concern.
IN_A_ROOM = """
UPDATE cosignatures SET channel = (
    SELECT 'stop:' || stops.slug FROM attendances
    JOIN sittings ON sittings.id = attendances.sitting_id JOIN stops ON stops.id = sittings.stop_id
    WHERE attendances.account_id = cosignatures.account_id ORDER BY attendances.id DESC LIMIT 1
)
WHERE account_id IN (
    SELECT attendances.account_id FROM attendances JOIN accounts ON accounts.id = attendances.account_id
    WHERE attendances.was_guest AND accounts.email IS NULL
)
"""
SET_ASIDE = """
UPDATE cosignatures SET aside = TRUE
WHERE account_id IN (
    SELECT attendances.account_id FROM attendances JOIN accounts ON accounts.id = attendances.account_id
    WHERE attendances.was_guest AND accounts.email IS NULL AND attendances.aside_at IS NOT NULL
)
"""
COUNTED = """
UPDATE comments SET cosigned = cosigned - (
    SELECT count(*) FROM cosignatures WHERE cosignatures.comment_id = comments.id AND cosignatures.aside
)
WHERE id IN (SELECT comment_id FROM cosignatures WHERE aside)
"""


def upgrade() -> None:
    with op.batch_alter_table('cosignatures', schema=None) as batch_op:
        batch_op.add_column(sa.Column('channel', sa.String(), nullable=False, server_default='online'))
        batch_op.add_column(sa.Column('aside', sa.Boolean(), nullable=False, server_default=sa.false()))
    for sentence in (IN_A_ROOM, SET_ASIDE, COUNTED):
        op.execute(sentence)


def downgrade() -> None:
    raise NotImplementedError("migrations go forward; restore a backup to go back")
