"""Activities of rule packs: compare a proposed one with that in force, and put it in force."""

import csv
import io
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.previewing import ImpactDesk, PackText
from activities.rule_packs import PackShelf
from customs.activation import ActivatePack, PackActivation, PackCompared, ProposePack
from customs.duties.pack_changes import PackChange, pack_changes
from customs.duties.previewing import Preview, rows
from gateways.doors import ObjectStore
from records.rulebook import BaseChanged, PackBook

_SHOWN = 50
"""Lots that the evidence names one by one; the table beside it has them all."""


class RulePackActivities:
    """Prepares the approval of a rule pack and carries it out."""

    def __init__(
        self, shelf: PackShelf, book: PackBook, impact: ImpactDesk, store: ObjectStore
    ) -> None:
        self._shelf = shelf
        self._book = book
        self._impact = impact
        self._store = store

    @activity.defn(name="rules.compare")
    def compare(self, proposal: ProposePack) -> PackCompared:
        """Store what the approver is shown: the changes, and what they do to what lies in bond."""
        base = self._shelf.activation()
        before = PackText(self._shelf.read(base.text), self._shelf.text(base.text))
        after = PackText(self._shelf.read(proposal.text), self._shelf.text(proposal.text))
        changes = pack_changes(before.pack, after.pack)
        preview = self._impact.preview(before, after)
        best = preview.savings[0] if preview.savings else None
        compared = PackCompared(
            base=base.sha256,
            evidence=self._store.put_json(evidence(proposal, changes, preview)),
            preview=self._store.put(as_csv(preview).encode(), "text/csv"),
            changes=len(changes),
            lots=len(preview.changed),
        )
        if best is None:
            return compared
        return compared.model_copy(update={"savings": best.saves, "until": best.until})

    @activity.defn(name="rules.activate")
    def activate(self, request: ActivatePack) -> PackActivation:
        """Put an approved pack in force from the moment of its approval; repeated, it is once.

        Raises:
            ApplicationError: ``BaseChanged``, if people put another pack in force meanwhile.
        """
        proposal, decided = request.proposal, request.decided
        activation = PackActivation(
            key=request.task,
            sha256=proposal.sha256,
            text=proposal.text,
            valid_from=decided.at,
            proposed_by=proposal.proposed_by.person,
            approved_by=decided.actor.person,
            reason=proposal.reason,
            evidence_sha256=decided.evidence_sha256 or "",
        )
        try:
            self._book.activate(activation, request.base)
        except BaseChanged as changed:
            raise ApplicationError(
                str(changed), type="BaseChanged", non_retryable=True
            ) from changed
        return activation


def evidence(
    proposal: ProposePack, changes: tuple[PackChange, ...], preview: Preview
) -> dict[str, Any]:
    """Return what an approval of a pack is bound to."""
    told = preview.model_dump(mode="json", exclude={"changed"})
    return {
        "rules": {
            "pack": proposal.sha256,
            "base": preview.base,
            "reason": proposal.reason,
            "proposed_by": proposal.proposed_by.person,
        },
        "changes": [change.model_dump(mode="json") for change in changes],
        "impact": told
        | {
            "changed_lots": len(preview.changed),
            "changed": [lot.model_dump(mode="json") for lot in preview.changed[:_SHOWN]],
        },
    }


def as_csv(preview: Preview) -> str:
    """Return the changed lots as a table, a row for each day that comes out differently."""
    names = ("lot", "item", "quantity", "day", "before", "after", "difference")
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(preview))
    return text.getvalue()
