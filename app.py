"""The WSGI object, for any server: ``app:app``. ``python app.py`` serves what is already set up."""

import sys

from consensus import create_app

# A thread that has read from the database waits for its turn again; a twentieth of the usual time keeps a full room quick.
sys.setswitchinterval(0.0005)
app = create_app()

if __name__ == "__main__":
    from consensus.cli import main

    main(["serve"])
