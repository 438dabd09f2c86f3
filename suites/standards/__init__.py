"""What does the law ask? Official editions as data: standards, indicators, clauses and the quantities they quote."""

from suites.standards.document import StandardError, codes
from suites.standards.model import Clause, Indicator, Scoring, Standard, WithoutServices
from suites.standards.quantity import Count, Duration, Points, Quantity, Ratio, WorkingDays
from suites.standards.vocabulary import Judge, Kind, Part, Source, Subject

__all__ = [
    "Clause",
    "Count",
    "Duration",
    "Indicator",
    "Judge",
    "Kind",
    "Part",
    "Points",
    "Quantity",
    "Ratio",
    "Scoring",
    "Source",
    "Standard",
    "StandardError",
    "Subject",
    "WithoutServices",
    "WorkingDays",
    "codes",
]
