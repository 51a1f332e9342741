"""The assessment request of a declaration, from the order of its clearance."""

from customs.clock import brazilian_date
from customs.declarations.covers import TRANSACTION_VALUE, WHY_NO_SALE, valuation_method
from customs.declarations.declaration import DeclarationKind
from customs.duties.money import Money
from customs.duties.request import AdmittedItem, AssessmentRequest, RequestItem
from customs.orders import ClearanceOrder, DeclaredGoods


def assessment_request(order: ClearanceOrder, kind: DeclarationKind) -> AssessmentRequest:
    """Return what the duties are assessed from; day and quotes are put in when it is assessed."""
    method = valuation_method(order, kind)
    valuation = {
        "incoterm": order.incoterm,
        "valuation_method": int(method),
        "valuation_reason": "" if method == TRANSACTION_VALUE else WHY_NO_SALE,
    }
    return AssessmentRequest.model_validate(
        {
            "registered_on": brazilian_date(order.clock.now),
            "kind": order.kind,
            "state": order.state,
            "transport": order.transport,
            "afrmm_due": order.afrmm_due,
            "items": [
                _item(goods, name).model_copy(update=valuation)
                for goods, name in zip(order.goods, _names(order.goods), strict=True)
            ],
        }
    )


def _names(goods: tuple[DeclaredGoods, ...]) -> list[str]:
    """Name each item by its id; one that is drawn from several lots gets a number."""
    names: list[str] = []
    for one in goods:
        times = sum(name.split("#")[0] == one.item.id for name in names)
        names.append(f"{one.item.id}#{times + 1}" if times else one.item.id)
    return names


def _item(goods: DeclaredGoods, name: str) -> RequestItem:
    item, linked = goods.item, goods.linked
    freight = Money(amount=goods.freight, currency=goods.freight_currency)
    insurance = Money(amount=goods.insurance, currency=goods.insurance_currency)
    if linked is not None:
        freight = Money(amount=linked.freight, currency=linked.currency)
        insurance = Money(amount=linked.insurance, currency=linked.currency)
    return RequestItem(
        id=name,
        ncm=item.ncm,
        origin=item.origin,
        quantity=item.quantity,
        net_weight_kg=item.net_weight_kg,
        unit_price=Money(amount=item.unit_price, currency=item.currency),
        value=Money(amount=item.quantity * item.unit_price, currency=item.currency),
        class_trib=item.class_trib,
        freight=freight,
        insurance=insurance,
        linked=_drawn(goods),
    )


def _drawn(goods: DeclaredGoods) -> AdmittedItem | None:
    if goods.linked is None:
        return None
    return AdmittedItem(
        declaration=goods.linked.declaration,
        item=str(goods.linked.item_number),
        quantity=goods.item.quantity,
        admitted_quantity=goods.linked.quantity,
    )
