"""The search index: what a question is looked up in, kept in SQLite beside the record."""

from db.search_index.candidates import find_candidates
from db.search_index.entries import index_claim, index_claims, remove_claim
from db.search_index.merging import merge_step
from db.search_index.repair import check_index, rebuild_index

__all__ = [
    "check_index",
    "find_candidates",
    "index_claim",
    "index_claims",
    "merge_step",
    "rebuild_index",
    "remove_claim",
]
