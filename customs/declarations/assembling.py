"""From the order of a clearance to its declaration, corrected and checked."""

from customs.declarations import DECLARATIONS
from customs.declarations.assessing import assessment_request
from customs.declarations.checks import check
from customs.declarations.correcting import correct_declaration, correct_order
from customs.declarations.covers import cover, item_covers
from customs.declarations.declaration import Declaration
from customs.duties.packs import RulesInForce
from customs.filing import FieldProblem
from customs.orders import ClearanceOrder


def build(order: ClearanceOrder) -> Declaration:
    """Return the declaration that ``order`` asks for, as it stands, right or wrong."""
    kind = DECLARATIONS[order.kind]
    return Declaration(
        kind=kind.tag,
        reference=order.our_reference,
        cover=cover(order, kind),
        items=item_covers(order, kind),
        assessment=assessment_request(order, kind),
    )


def assemble(
    order: ClearanceOrder, corrections: dict[str, str], rules: RulesInForce
) -> tuple[Declaration, tuple[FieldProblem, ...]]:
    """Return the corrected declaration, and what customs would refuse of it."""
    corrected, wrong = correct_order(order, corrections)
    declaration, more = correct_declaration(build(corrected), corrections)
    found = check(corrected, declaration, DECLARATIONS[order.kind], rules)
    return declaration, (*wrong, *more, *found)
