"""The whole public record as a folder: pages without script that a file system can show, and data that verify alone.

Pages are what the site shows a stranger, freed from what needs a server. So whatever is folded, withdrawn or nameless
there is so here. ``addresses`` and ``rewriting`` are pure; ``folder`` writes; ``stranger`` asks; ``seeds`` says which
pages there are; ``entries``, ``comments`` and ``data`` write what is long in pieces of bounded size.
"""
