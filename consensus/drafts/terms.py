"""Defined terms of a draft."""


def defined_terms(clauses, kinds=None):
    return []


def undefined_terms(clauses, terms):
    return []
