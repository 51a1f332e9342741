"""A paper's own XML: read safely, and held against the page."""

from contextlib import closing

import pytest

from documents.child import IsolatedReader
from documents.embedded_xml import MOST_BYTES, UnsafeXml, structured
from documents.pdf import read
from tests.documents.test_golden_pairs import HERE
from tests.unit.documents.binding import attached
from tests.unit.documents.pdfs import pdf

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
CII = f"""<rsm:CrossIndustryInvoice xmlns:rsm="urn:x" xmlns:ram="{RAM}" xmlns:udt="urn:u">
<rsm:ExchangedDocument><ram:ID>FV-26/118</ram:ID><ram:TypeCode>380</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20260414</udt:DateTimeString></ram:IssueDateTime>
</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>
<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:SellerAssignedID>K7</ram:SellerAssignedID>
<ram:Name>Steel coupling</ram:Name></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>12.50</ram:ChargeAmount>
</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">40.0</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>500.00</ram:LineTotalAmount>
</ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Vogelsang Kupplungen GmbH</ram:Name></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>ROLAMAR DISTRIBUIDORA LTDA</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxBasisTotalAmount>500.00</ram:TaxBasisTotalAmount>
<ram:GrandTotalAmount>500.00</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""
UBL = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:c="urn:c">
<c:ID>U-77</c:ID><c:IssueDate>2026-05-02</c:IssueDate><c:DocumentCurrencyCode>USD</c:DocumentCurrencyCode>
<c:AccountingSupplierParty><c:Party><c:PartyName><c:Name>Lakeshore Tools LLC</c:Name></c:PartyName></c:Party></c:AccountingSupplierParty>
<c:LegalMonetaryTotal><c:TaxExclusiveAmount>90.00</c:TaxExclusiveAmount><c:PayableAmount>90.00</c:PayableAmount></c:LegalMonetaryTotal>
<c:InvoiceLine><c:InvoicedQuantity>3</c:InvoicedQuantity><c:LineExtensionAmount>90.00</c:LineExtensionAmount>
<c:Item><c:Name>Chisel</c:Name><c:CommodityClassification><c:ItemClassificationCode>8205.30.00</c:ItemClassificationCode>
</c:CommodityClassification></c:Item><c:Price><c:PriceAmount>30.00</c:PriceAmount></c:Price></c:InvoiceLine></Invoice>"""
NFE = """<nfeProc xmlns="http://www.portalfiscal.inf.br/nfe"><NFe><infNFe Id="NFe35260499100002000110550010000184221407182260">
<ide><natOp>VENDA DE MERCADORIA</natOp><mod>55</mod><serie>1</serie><nNF>18422</nNF><dhEmi>2026-04-24T09:14:00-03:00</dhEmi></ide>
<emit><CNPJ>99100002000110</CNPJ><xNome>ROLAMAR DISTRIBUIDORA LTDA</xNome></emit>
<dest><CNPJ>99000222000171</CNPJ><xNome>SERRA MINEIRA LTDA</xNome></dest>
<det><prod><cProd>RB-6204</cProd><xProd>ROLAMENTO RÍGIDO DE ESFERAS 6204</xProd><NCM>84821010</NCM><CFOP>6102</CFOP>
<uCom>PC</uCom><qCom>200.0000</qCom><vUnCom>18.0000</vUnCom><vProd>3600.00</vProd></prod></det>
<det><prod><cProd>RT-30206</cProd><xProd>ROLAMENTO DE ROLOS CÔNICOS 30206</xProd><NCM>84822010</NCM><CFOP>6102</CFOP>
<uCom>PC</uCom><qCom>60.0000</qCom><vUnCom>30.0000</vUnCom><vProd>1800.00</vProd></prod></det>
<total><ICMSTot><vBC>5480.00</vBC><vICMS>657.60</vICMS><vBCST>0.00</vBCST><vProd>5400.00</vProd><vFrete>120.00</vFrete>
<vSeg>30.00</vSeg><vDesc>70.00</vDesc><vIPI>270.00</vIPI><vNF>5750.00</vNF></ICMSTot></total>
<transp><vol><qVol>18</qVol><esp>CAIXAS</esp><pesoL>389.000</pesoL><pesoB>412.500</pesoB></vol></transp></infNFe></NFe>
<protNFe><infProt><nProt>135260000918273</nProt></infProt></protNFe></nfeProc>"""
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><Invoice><ID>&b;</ID></Invoice>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Invoice><ID>&f;</ID></Invoice>'


def _printed(total: str = "500.00") -> bytes:
    rows = [
        ("Commercial Invoice", 760),
        ("Invoice No: FV-26/118", 730),
        ("Date: 14 April 2026", 710),
        ("Seller: Vogelsang Kupplungen GmbH", 690),
        (f"Grand total: EUR {total}", 400),
    ]
    said = " ".join(f"BT /F 11 Tf 72 {y} Td ({text}) Tj ET" for text, y in rows)
    return pdf([said.encode("latin-1")])


def _danfe() -> bytes:
    return (HERE / "danfe" / "portrait.pdf").read_bytes()


def test_an_invoice_says_the_same_on_its_page_and_in_its_data() -> None:
    reading = read(attached(_printed(), {"factur-x.xml": CII.encode()}), "fx.pdf")
    number, total = reading.fields["invoice_number"], reading.fields["total_amount"]
    assert (number.value, number.read_by, number.confidence) == ("FV-26/118", "xml", 0.99)
    assert number.box[2] > number.box[0]
    assert total.value == "500.00"
    checks = {check.id: check.passed for check in reading.checks}
    assert checks["xml_agrees:invoice_number"]
    assert checks["xml_agrees:total_amount"]
    assert reading.fields["buyer_name"].rule == "xml:cii:buyer_name"
    assert [line["amount"].value for line in reading.lines] == ["500.00"]
    assert reading.notes == ()


def test_a_value_that_page_and_data_dispute_is_shown_twice_and_believed_little() -> None:
    reading = read(attached(_printed("590.00"), {"factur-x.xml": CII.encode()}), "fx.pdf")
    total = reading.fields["total_amount"]
    assert total.value == "590.00"
    assert total.confidence <= 0.4
    wrong = next(check for check in reading.checks if check.id == "xml_agrees:total_amount")
    assert (wrong.passed, wrong.expected, wrong.found) == (False, "500.00", "590.00")


def test_a_danfe_is_held_against_its_nota() -> None:
    reading = read(attached(_danfe(), {"nfe.xml": NFE.encode()}), "danfe.pdf")
    held = [check for check in reading.checks if check.id.startswith("xml_agrees:")]
    assert len(held) > 15
    assert [check for check in held if not check.passed] == []
    assert {field.read_by for line in reading.lines for field in line.values()} == {"xml"}


def test_a_nota_that_prints_other_lines_is_doubted() -> None:
    other = NFE.replace("3600.00", "3700.00")
    reading = read(attached(_danfe(), {"nfe.xml": other.encode()}), "danfe.pdf")
    check = next(check for check in reading.checks if check.id == "xml_agrees:lines")
    assert not check.passed
    assert max(f.confidence for line in reading.lines for f in line.values()) <= 0.4


def test_universal_business_language_is_read() -> None:
    xml = structured(UBL.encode())
    assert xml is not None
    assert xml.fields["total_amount"] == "90.00"
    assert xml.fields["seller_name"] == "Lakeshore Tools LLC"
    assert xml.lines[0]["ncm"] == "82053000"


@pytest.mark.parametrize("bad", [BOMB, OUTSIDE, "<open>", "", "\x00\xff", "x" * (MOST_BYTES + 1)])
def test_xml_that_is_not_to_be_trusted_is_refused(bad: str) -> None:
    with pytest.raises(UnsafeXml):
        structured(bad.encode("utf-8"))


def test_attachments_that_say_nothing_are_named_and_do_no_harm() -> None:
    files = {
        "bomb.xml": BOMB.encode(),
        "photo.jpg": b"\xff\xd8",
        "other.xml": b"<Faktura/>",
    }
    reading = read(attached(_printed(), files), "odd.pdf")
    assert reading.problems == ()
    assert reading.fields["invoice_number"].read_by == "text"
    assert sorted(reading.notes) == [
        "Anexo “bomb.xml” não lido: declara entidades.",
        "Anexo “other.xml” não é dado de documento e não foi lido.",
        "Anexo “photo.jpg” não é dado de documento e não foi lido.",
    ]


def test_data_that_the_file_announces_and_does_not_carry_are_missed() -> None:
    hint = b"\n% <fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>\n"
    reading = read(_printed() + hint, "fx.pdf")
    assert reading.notes == ("O PDF anuncia o anexo “factur-x.xml”, que não está nele.",)


def test_a_nota_handed_in_as_xml_alone_is_read() -> None:
    with closing(IsolatedReader()) as reader:
        reading = reader.read(NFE.encode(), "nfe.xml")
    assert (reading.kind, reading.pages, reading.problems) == ("danfe", 0, ())
    assert reading.fields["total_amount"].value == "5750.00"
    assert {field.read_by for field in reading.fields.values()} == {"xml"}
    assert [check.id for check in reading.checks if not check.passed] == []
    assert len(reading.checks) >= 4


@pytest.mark.parametrize("body", [BOMB, "<html><body>hello</body></html>", "<!DOCTYPE html><p>x"])
def test_other_markup_is_no_paper(body: str) -> None:
    with closing(IsolatedReader()) as reader:
        reading = reader.read(body.encode(), "page.xml")
    assert reading.kind is None
    assert [trouble.code for trouble in reading.problems] == ["not_a_pdf"]
