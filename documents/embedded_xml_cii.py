"""Cross Industry Invoice (UN/CEFACT): what Factur-X and ZUGFeRD 1 and 2 embed."""

from xml.etree.ElementTree import Element

from documents.embedded_xml_tree import Row, every, figure, first, text, told

CII = ("CrossIndustryInvoice", "CrossIndustryDocument")
"""Roots: of Factur-X and ZUGFeRD 2, and of ZUGFeRD 1."""
_PROFORMA = "325"
"""Type code of a proforma invoice (UNTDID 1001)."""


def cii(root: Element) -> tuple[str, str, Row, list[Row]]:
    """Return dialect, kind, fields and lines."""
    deal = first(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
    paper = first(root, "ExchangedDocument", "HeaderExchangedDocument")
    if deal is None or paper is None:
        return "cii", "commercial_invoice", {}, []
    kind = "proforma_invoice" if text(paper, "TypeCode") == _PROFORMA else "commercial_invoice"
    rows = [_line(item) for item in every(deal, "IncludedSupplyChainTradeLineItem")]
    return "cii", kind, told(_header(paper, deal)), [row for row in rows if row]


def _header(paper: Element, deal: Element) -> Row:
    agreement, settlement = (
        first(deal, f"ApplicableHeaderTrade{part}", f"ApplicableSupplyChainTrade{part}")
        for part in ("Agreement", "Settlement")
    )
    header = {
        "invoice_number": text(paper, "ID"),
        "issue_date": _date(text(paper, "IssueDateTime/DateTimeString")),
    }
    return header | _agreed(agreement) | _settled(settlement)


def _agreed(agreement: Element | None) -> Row:
    if agreement is None:
        return {}
    return {
        "seller_name": text(agreement, "SellerTradeParty/Name"),
        "buyer_name": text(agreement, "BuyerTradeParty/Name"),
        "purchase_order": text(
            agreement,
            "BuyerOrderReferencedDocument/IssuerAssignedID",
            "BuyerOrderReferencedDocument/ID",
        ),
        "incoterm": text(agreement, "ApplicableTradeDeliveryTerms/DeliveryTypeCode"),
    }


def _settled(settlement: Element | None) -> Row:
    if settlement is None:
        return {}
    sums = first(
        settlement,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    currency = {"currency": text(settlement, "InvoiceCurrencyCode")}
    if sums is None:
        return currency
    return currency | {
        "total_amount": figure(sums, "GrandTotalAmount"),
        "net_amount": figure(sums, "TaxBasisTotalAmount", "LineTotalAmount"),
        "tax_amount": figure(sums, "TaxTotalAmount"),
    }


def _line(item: Element) -> Row:
    agreement = "SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement"
    price = [f"{part}/NetPriceProductTradePrice/ChargeAmount" for part in agreement]
    delivery = "SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery"
    settlement = "SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement"
    sums = (
        "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
        "SpecifiedTradeSettlementMonetarySummation/LineTotalAmount",
    )
    return told(
        {
            "description": text(item, "SpecifiedTradeProduct/Name"),
            "item_code": text(item, "SpecifiedTradeProduct/SellerAssignedID"),
            "origin": text(item, "SpecifiedTradeProduct/OriginTradeCountry/ID"),
            "quantity": figure(item, *(f"{part}/BilledQuantity" for part in delivery)),
            "unit_price": figure(item, *price),
            "amount": figure(item, *(f"{part}/{total}" for part in settlement for total in sums)),
        }
    )


def _date(digits: str) -> str:
    """Return a date of format 102 (CCYYMMDD) as a reading has it."""
    good = len(digits) == 8 and digits.isdigit()
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if good else ""
