"""The first release of the story with its funds, put into a fake house."""

from datetime import date
from decimal import Decimal

from activities.releases import ReleaseActivities
from activities.rule_packs import shipped_pack
from customs.filing import RequestFunds
from customs.local_costs import CostKind
from customs.orders import LocalCosts, LotDraw, ReleaseItem, ReleaseOrder
from customs.plans import plan_release
from customs.tax_credits import TaxRegime
from customs.views import ReleaseView
from tests.unit.activities.doubles import StandingClock, StoryRates
from tests.unit.customs.orders import ADMISSION_NUMBER, PARTIES, ROLAMAR, release
from tests.unit.desk.house import House
from tests.web.explained import declare
from wiring.desk.costs import CostForm

INVOICED = {"storage": "1072.53", "handling": "152.00", "broker": "1180.00", "carrier": "980.00"}
COSTS = LocalCosts(
    storage_rate=Decimal("0.0025"),
    handling=Decimal("152.00"),
    broker=Decimal("1180.00"),
    carrier=Decimal("980.00"),
)
BUYER = ROLAMAR.model_copy(update={"tax_regime": TaxRegime.LUCRO_REAL})


def fund(house: House) -> dict[str, str]:
    """Put the story's declarations and the first release into the house; return their ids."""
    ids = declare(house)
    order = release(owner_reference="REL-1")
    does = ReleaseActivities(house.store, StoryRates(), shipped_pack, StandingClock("2026-04-20"))
    funds = does.request_funds(
        RequestFunds(
            order=order,
            costs=COSTS,
            entered_on=date(2026, 3, 20),
            leaving_on=date(2026, 4, 24),
            admission_value=Decimal("107253.104"),
        )
    )
    draw = LotDraw(import_reference="IMP", lot=f"{ADMISSION_NUMBER}/1", item="A", quantity=1)
    view = ReleaseView(
        reference="REL-1",
        stage="CALLED_OFF",
        stages=(),
        order=ReleaseOrder(
            reference="REL-1",
            plan=plan_release(),
            parties=PARTIES.model_copy(update={"acquirers": (BUYER,)}),
            warehouse=order.warehouse,
            items=tuple(ReleaseItem(item=g.item, draws=(draw,)) for g in order.goods),
            started_by=order.preparer,
            clock=order.clock,
            costs=COSTS,
        ),
        funds=funds,
    )
    house.snapshots.put("release", "REL-1", view)
    return ids


async def invoice(house: House) -> None:
    """Enter the local costs of the release as they were invoiced."""
    for kind, amount in INVOICED.items():
        form = CostForm(kind=CostKind(kind), amount=Decimal(amount), document=f"NF {kind}")
        await house.desk.add_cost("REL-1", form, house.actor("bruna"), kind)
