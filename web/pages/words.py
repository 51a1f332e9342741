"""The words of tags: what stages, states, papers and accounts are called on a page.

Written in English here; the catalogues hold the Portuguese.
"""

from web.pages.cost_words import COSTS, KEYS, REGIMES_OF_TAX
from web.pages.marking import N_ as N_
from web.pages.paper_words import BLOCKED, DOSSIER_STATES, FIELDS, LIVES, PAPERS
from web.pages.why_words import TERMS

STAGES = {
    "BOOKED": N_("Booked"),
    "IN_TRANSIT": N_("At sea or in the air"),
    "ARRIVED": N_("Arrived"),
    "IN_CUSTOMS_TRANSIT": N_("Customs transit"),
    "AT_WAREHOUSE": N_("At the warehouse"),
    "ADMISSION_FILED": N_("Admission filed"),
    "IN_BOND": N_("In bond"),
    "RELEASING": N_("Releasing"),
    "FILED": N_("Filed"),
    "RELEASED_AWAITING_DELIVERY": N_("Released by customs"),
    "CLOSED": N_("Closed"),
    "CANCELLED": N_("Cancelled"),
    "ABANDONED": N_("Abandoned"),
    "CALLED_OFF": N_("Called off"),
    "ACCEPTED": N_("Accepted"),
    "FUNDED": N_("Funded"),
    "DELIVERED": N_("Delivered"),
    "LEFT_BOND": N_("Left bond"),
}
REGIMES = {"direct": N_("direct"), "bonded": N_("bonded warehouse")}
OWNERSHIPS = {
    "consigned": N_("consigned"),
    "bought_afloat": N_("bought afloat"),
    "trading": N_("trading"),
}
MODALITIES = {
    "IMPORTACAO_DIRETA": N_("own account"),
    "IMPORTACAO_POR_CONTA_E_ORDEM": N_("by conta e ordem"),
    "IMPORTACAO_POR_ENCOMENDA": N_("by encomenda"),
}
PARTIES = {
    "owner": N_("owner"),
    "exporter": N_("exporter"),
    "manufacturer": N_("manufacturer"),
    "consignee": N_("consignee"),
    "depositary": N_("depositary"),
    "broker": N_("broker"),
    "carrier": N_("carrier"),
    "transit_carrier": N_("transit carrier"),
    "insurer": N_("insurer"),
}
DECLARATIONS = {
    "admission": N_("Admission in bond"),
    "consumption": N_("Consumption"),
    "bonded_consumption": N_("Consumption from bond"),
}
CLEARANCE_STATES = {
    "assembling": N_("being assembled"),
    "correcting": N_("being corrected"),
    "approving": N_("waits for approval"),
    "filing": N_("being filed"),
    "registered": N_("registered"),
    "in_conference": N_("in conference"),
    "released": N_("released"),
    "delivered": N_("delivered"),
    "cancelled": N_("cancelled"),
}
CHANNELS = {
    "VERDE": N_("green"),
    "AMARELO": N_("yellow"),
    "VERMELHO": N_("red"),
    "CINZA": N_("grey"),
}
TRANSIT_STATES = {
    "requesting": N_("to be requested"),
    "requested": N_("requested"),
    "authorised": N_("authorised"),
    "departed": N_("on the road"),
    "arrived": N_("arrived"),
    "seals_checked": N_("seals checked"),
    "concluded": N_("concluded"),
    "cancelled": N_("transit cancelled"),
}
TAXES = {
    "customs_value": N_("Customs value"),
    "ii": "II",
    "ipi": "IPI",
    "pis": "PIS",
    "cofins": "COFINS",
    "antidumping": "Antidumping",
    "siscomex_fee": N_("Siscomex fee"),
    "afrmm": "AFRMM",
    "icms_base": N_("ICMS base"),
    "icms": "ICMS",
    "payable": N_("Payable"),
    "cbs": "CBS",
    "ibs": "IBS",
    "cbs_informational": N_("CBS, for information"),
    "ibs_informational": N_("IBS, for information"),
    "countervailing": N_("Countervailing duty"),
    "safeguard": N_("Safeguard"),
}
CLASSIFIERS = {"PLN": N_("planned"), "EST": N_("estimated"), "ACT": N_("actual")}
TASK_STATES = {
    "OPEN": N_("open"),
    "CLAIMED": N_("claimed"),
    "DONE": N_("done"),
    "CANCELLED": N_("task withdrawn"),
}
TASK_EVENTS = {
    "offered": N_("offered it"),
    "claimed": N_("claimed it"),
    "put_back": N_("put it back"),
    "reminded": N_("reminded of it"),
    "escalated": N_("escalated it"),
    "done": N_("decided it"),
    "refused": N_("was refused"),
    "withdrawn": N_("withdrew it"),
    "cancelled": N_("cancelled it"),
}
ROLES = {
    "broker": N_("broker"),
    "approver": N_("approver"),
    "operator": N_("operator"),
    "planner": N_("planner"),
    "customs_manager": N_("customs manager"),
    "buyer": N_("buyer"),
    "supplier": N_("supplier"),
    "auditor": N_("auditor"),
    "admin": N_("administrator"),
    "system": N_("system"),
}
ACCOUNTS = {
    "supplier": N_("supplier"),
    "on_order": N_("on order"),
    "in_transit": N_("in transit"),
    "bonded": N_("in bond, free"),
    "reserved": N_("reserved"),
    "in_clearance": N_("in clearance"),
    "cleared": N_("nationalised, at the warehouse"),
    "to_domestic": N_("on the road to the buyer"),
    "domestic": N_("at the buyer"),
}
MOVEMENTS = {
    "ordered": N_("Ordered"),
    "shipped": N_("Shipped"),
    "undone": N_("Order undone"),
    "admitted": N_("Admitted"),
    "reserved": N_("Reserved"),
    "unreserved": N_("Reservation returned"),
    "in_clearance": N_("In clearance"),
    "withdrawn": N_("Clearance withdrawn"),
    "cleared": N_("Cleared"),
    "picked_up": N_("Picked up"),
    "delivered": N_("Delivered"),
}
CANCEL_STEPS = {
    "withdraw_tasks": N_("withdraw the open tasks"),
    "cancel_transit": N_("cancel the customs transit"),
    "delete_draft": N_("delete the draft of the declaration"),
    "release_reservation": N_("give the reserved lots back"),
    "undo_order": N_("take the order out of stock"),
    "acceptance": N_("acceptance by the buyer"),
    "reserve": N_("reservation of the lots"),
    "cannot": N_("cannot be undone"),
}
ACTS = {
    "import.start": N_("started the import"),
    "release.start": N_("called off a release"),
    "import.cancel": N_("asked for cancellation"),
    "import.file_entry": N_("filed the entry"),
    "goods.tally": N_("reported a tally"),
    "goods.lose": N_("reported a loss or damage"),
    "extension.request": N_("asked for an extension"),
    "extension.answer": N_("told the answer to an extension"),
    "regime.horizon": N_("told of the end of the term"),
    "storage.bill": N_("worked the warehouse's bill out"),
    "papers.add": N_("handed papers in"),
    "paper.correct": N_("corrected a paper"),
    "letters.match": N_("matched a letter"),
    "milestone.record": N_("reported a milestone"),
    "milestones.report": N_("reported milestones"),
    "milestones.match": N_("matched an event"),
    "task.claim": N_("claimed a task"),
    "task.put_back": N_("put a task back"),
    "task.complete": N_("decided a task"),
    "snapshot.refresh": N_("asked for a fresh row"),
}
DEADLINES = {
    "decision": N_("Decide by"),
    "expiry": N_("Term ends"),
    "abandonment": N_("Abandoned after"),
}
LOT_EVENTS = {
    "extension_requested": N_("Extension asked for"),
    "extended": N_("Term extended"),
    "extension_refused": N_("Extension refused"),
    "moved": N_("Moved to another place"),
    "blocked": N_("Blocked"),
    "unblocked": N_("Block lifted"),
}
PACK_STATES = {
    "comparing": N_("being compared"),
    "deciding": N_("waits for a decision"),
    "activated": N_("in force"),
    "refused": N_("pack refused"),
    "withdrawn": N_("pack withdrawn"),
}
PROPOSALS = {"order": N_("Order"), "release": N_("Release")}

VOCABULARY = {
    "stage": STAGES,
    "regime": REGIMES,
    "ownership": OWNERSHIPS,
    "modality": MODALITIES,
    "party": PARTIES,
    "paper": PAPERS,
    "field": FIELDS,
    "life": LIVES,
    "declaration": DECLARATIONS,
    "clearance_state": CLEARANCE_STATES,
    "channel": CHANNELS,
    "transit_state": TRANSIT_STATES,
    "tax": TAXES,
    "classifier": CLASSIFIERS,
    "task_state": TASK_STATES,
    "task_event": TASK_EVENTS,
    "role": ROLES,
    "account": ACCOUNTS,
    "movement": MOVEMENTS,
    "cancel_step": CANCEL_STEPS,
    "act": ACTS,
    "proposal": PROPOSALS,
    "pack_state": PACK_STATES,
    "deadline": DEADLINES,
    "lot_event": LOT_EVENTS,
    "dossier": DOSSIER_STATES,
    "blocks": BLOCKED,
    "term": TERMS,
    "cost": TAXES | COSTS,
    "key": KEYS,
    "tax_regime": REGIMES_OF_TAX,
}
"""Noun → tag → word."""


def word_of(noun: str, tag: str) -> str:
    """Return the word of a tag in English; a tag that has none is shown as it is."""
    return VOCABULARY[noun].get(tag, tag)
