"""Pure: a flat list of comments as threads. Nothing here calls itself, so that no depth of replies is too deep."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

MOST_INDENTED = 4


class Said(Protocol):
    """What has a place in a thread."""

    @property
    def id(self) -> int:
        """Later ones are greater."""

    @property
    def parent_id(self) -> int | None:
        """What it replies to; None for the first of a thread."""


S = TypeVar("S", bound=Said)


@dataclass(slots=True, eq=False)
class Node(Generic[S]):
    """One comment with its replies, oldest first; ``depth`` is how many comments it hangs from, 0 for a root."""

    item: S
    children: list["Node[S]"] = field(default_factory=list, repr=False)
    depth: int = 0

    @property
    def indent(self) -> int:
        """How far it is indented where it is shown: at most four steps."""
        return min(self.depth, MOST_INDENTED)


def tree(items: Iterable[S]) -> list[Node[S]]:
    """Threads of a flat list: roots in the order given, replies oldest first.

    A reply whose parent is not in the list is a root itself; so is the oldest of a circle, which no list should have.
    """
    nodes: dict[int, Node[S]] = {}
    for item in items:
        nodes.setdefault(item.id, Node(item))
    replies: dict[int, list[Node[S]]] = defaultdict(list)
    roots = []
    for node in nodes.values():
        parent = node.item.parent_id
        if parent is None or parent not in nodes:
            roots.append(node)
        else:
            replies[parent].append(node)
    return _grown(roots, nodes, replies)


def _grown(
    roots: list[Node[S]], nodes: dict[int, Node[S]], replies: dict[int, list[Node[S]]]
) -> list[Node[S]]:
    """The roots with everything hung below them, and then what was not reached."""
    reached: set[int] = set()
    for root in roots:
        _grow(root, replies, reached)
    for number in sorted(nodes.keys() - reached):
        if number not in reached:
            roots.append(nodes[number])
            _grow(nodes[number], replies, reached)
    return roots


def _grow(root: Node[S], replies: dict[int, list[Node[S]]], reached: set[int]) -> None:
    reached.add(root.item.id)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        below = sorted(replies.get(node.item.id, ()), key=lambda reply: reply.item.id)
        node.children = [reply for reply in below if reply.item.id not in reached]
        for reply in node.children:
            reply.depth = node.depth + 1
            reached.add(reply.item.id)
        waiting += node.children


def walk(nodes: Sequence[Node[S]]) -> Iterator[Node[S]]:
    """Every node as it is read: a comment, then its replies with theirs, then the next."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.children)


def folded(nodes: Sequence[Node[S]], *, most: int = MOST_INDENTED) -> list[Node[S]]:
    """The same threads with at most ``most`` steps of nesting, in the same reading order, as new nodes.

    What hangs deeper stands on the last step, behind what it replies to; ``depth`` stays the true one, and
    ``item.parent_id`` tells whose reply it is.
    """
    roots: list[Node[S]] = []
    above: list[Node[S]] = []
    for node in walk(nodes):
        step = min(node.depth, most)
        copy = Node(node.item, depth=node.depth)
        del above[step:]
        (above[-1].children if above else roots).append(copy)
        above.append(copy)
    return roots
