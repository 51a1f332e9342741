"""Rule packs for tests of the doors: the house's own with another rate, and broken ones."""

from activities.packs import RulePackActivities
from activities.rule_packs import shipped_texts
from customs.activation import PackView
from tests.unit.desk.house import House

SHIPPED = "\n".join(shipped_texts())
OLD = 'id = "ii-84821010"\ntax = "ii"\nkey = "84821010"\nvalue = "16"\nfrom = 2022-04-01\n'
NEW = (
    '[[rule]]\nid = "ii-84821010-2027"\ntax = "ii"\nkey = "84821010"\nvalue = "18"\n'
    'from = 2027-01-01\nact = "a resolution"\n'
    '[[case]]\nrules = ["ii-84821010-2027"]\non = 2027-01-04\n'
    'item = { class_trib = "000001", rates = { ipi = "0", pis = "0", cofins = "0" } }\n'
    'expect = { "items.1.taxes.ii.due" = "180.00" }\n'
)
RISEN = (SHIPPED.replace(OLD, f"{OLD}to = 2026-12-31\n") + NEW).strip()
"""The pack of the house, with II of bearings at 18 % from 2027 on."""
GAP = SHIPPED.replace(OLD, f"{OLD}to = 2026-12-30\n") + NEW
WRONG = RISEN.replace('"180.00"', '"160.00"')


def compared(house: House, view: PackView) -> PackView:
    """Compare a proposal as its workflow does, and show that somebody is asked."""
    packs = house.packs
    activities = RulePackActivities(packs.shelf, packs.book, packs.impact, house.store)
    asked = view.model_copy(
        update={"state": "deciding", "compared": activities.compare(view.order)}
    )
    house.snapshots.put("rules", view.id, asked)
    return asked
