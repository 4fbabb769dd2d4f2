"""What a question asks: of whom, by whom, where, as of when, and in which shape the answer is wanted."""

from service.answering.question.names import NameBook, Subject
from service.answering.question.query import Asked, Intent, Period, Premise, Query, Shape
from service.answering.question.understand import understand

__all__ = ["Asked", "Intent", "NameBook", "Period", "Premise", "Query", "Shape", "Subject", "understand"]
