"""What does the law ask? Official editions as data: standards, indicators, clauses and the quantities they quote."""

from suites.standards.model import Clause, Indicator, Standard
from suites.standards.quantity import Count, DayOfYear, Duration, Points, Quantity, Ratio, WorkingDays
from suites.standards.reading import StandardError, codes
from suites.standards.rulebook import Rulebook
from suites.standards.rules import Scoring, WithoutServices
from suites.standards.vocabulary import Judge, Kind, Part, Source, Subject

__all__ = [
    "Clause",
    "Count",
    "DayOfYear",
    "Duration",
    "Indicator",
    "Judge",
    "Kind",
    "Part",
    "Points",
    "Quantity",
    "Ratio",
    "Rulebook",
    "Scoring",
    "Source",
    "Standard",
    "StandardError",
    "Subject",
    "WithoutServices",
    "WorkingDays",
    "codes",
]
