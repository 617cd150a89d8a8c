"""Exact rank and small explanations for matrices of zeros and ones."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

# A prime below 2^31: products of two remainders fit into 64 bits.
PRIME = 2_147_483_647

Row = Sequence[int]


def rank(rows: Sequence[Row]) -> int:
    """The rank modulo a large prime: exact arithmetic, never more than the true rank."""
    matrix = [[entry % PRIME for entry in row] for row in rows]
    found = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((i for i in range(found, len(matrix)) if matrix[i][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        inverse = pow(matrix[found][column], -1, PRIME)
        lead = [entry * inverse % PRIME for entry in matrix[found]]
        for i in range(found + 1, len(matrix)):
            factor = matrix[i][column]
            if factor:
                matrix[i] = [(a - factor * b) % PRIME for a, b in zip(matrix[i], lead, strict=True)]
        found += 1
    return found


def explanation(rows: Sequence[Row], inside: Sequence[int]) -> list[Fraction]:
    """The smallest weights of rows that cancel every column but those ``inside``.

    The linear programme: least sum of |y| such that y'A is 0 outside and 1 on one column inside.
    An empty list says that there are no such weights.
    """
    # Loaded only when there is something to explain: a web process rarely needs it.
    from scipy.optimize import linprog

    matrix = np.array(rows, dtype=float)
    count = len(rows)
    outside = [column for column in range(matrix.shape[1]) if column not in set(inside)]
    best: list[Fraction] = []
    for column in inside:
        wanted = matrix[:, [*outside, column]].T
        right = np.zeros(len(outside) + 1)
        right[-1] = 1
        # y = plus - minus, both not negative.
        solved = linprog(np.ones(2 * count), A_eq=np.hstack([wanted, -wanted]), b_eq=right)
        if solved.status == 0:
            weights = [Fraction(float(solved.x[i] - solved.x[count + i])).limit_denominator(1000) for i in range(count)]
            if not best or sum(map(abs, weights)) < sum(map(abs, best)):
                best = weights
    return best
