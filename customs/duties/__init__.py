"""Duties: what an import owes under the rules and quotes of one day. Pure."""

from customs.duties.assessment import Assessment, AssessmentRefused, ItemAssessment, TaxAmount
from customs.duties.dated import PackRefused
from customs.duties.engine import assess
from customs.duties.packs import RulePack, parse
from customs.duties.request import AssessmentRequest

__all__ = [
    "Assessment",
    "AssessmentRefused",
    "AssessmentRequest",
    "ItemAssessment",
    "PackRefused",
    "RulePack",
    "TaxAmount",
    "assess",
    "parse",
]
