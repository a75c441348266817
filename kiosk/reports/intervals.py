"""Estimates with their 95 % bands, and the two distributions they need, without scipy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95
_NORMAL = NormalDist()
_UPPER = (1 + CONFIDENCE) / 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and the 95 % band around it, in the figure's own unit."""

    value: float
    lower: float
    upper: float

    def above(self, bound: float) -> bool:
        """Whether the whole band lies above `bound`."""
        return self.lower > bound

    def below(self, bound: float) -> bool:
        """Whether the whole band lies below `bound`."""
        return self.upper < bound


def t_quantile(freedom: float) -> float:
    """The 97.5 % point of Student's t with `freedom` degrees of freedom (at least 3): by how many standard errors a
    95 % band reaches to either side.

    Cornish-Fisher expansion, Abramowitz and Stegun, “Handbook of Mathematical Functions”, 26.7.5: right to 0.2 % from
    3 degrees of freedom on, to 0.001 % from 10 on.
    """
    if freedom < 3:
        raise ValueError(f"the expansion needs 3 degrees of freedom: {freedom}")
    x = _NORMAL.inv_cdf(_UPPER)
    terms = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return sum(term / freedom**power for power, term in enumerate(terms))


def banded(value: float, error: float, freedom: float = math.inf) -> Estimate:
    """A figure with its standard error `error`, as the band of Student's t; of the normal distribution where `freedom`
    is left out."""
    reach = error * (_NORMAL.inv_cdf(_UPPER) if math.isinf(freedom) else t_quantile(freedom))
    return Estimate(value, value - reach, value + reach)


def wilson(count: float, of: float) -> Estimate:
    """A share, 0 to 1, with its score interval; with nobody asked the band is everything.

    Wilson (1927), “Probable inference, the law of succession, and statistical inference”, JASA 22: unlike the textbook
    band it stays within 0 and 1, and holds for the few.
    """
    if of <= 0:
        return Estimate(math.nan, 0.0, 1.0)
    z = _NORMAL.inv_cdf(_UPPER)
    share, spread = count / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread)
    return Estimate(share, max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach)))
