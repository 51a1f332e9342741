"""Letters as they really come: encoded names, forwarded mail, logos, and nonsense."""

from email.message import EmailMessage

import pytest

from gateways.incoming_mail import is_from, read_letter


def a_letter(
    subject: str = "Papers of IMP-7", sender: str = "Li <docs@haiyue.example>"
) -> EmailMessage:
    """Return a letter with an invoice attached, whose name is not ASCII."""
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = "Papers <papers+IMP-9@entreposto.example>, other@x.example"
    letter["Subject"] = subject
    letter["Message-ID"] = "<one@haiyue.example>"
    letter.set_content("Dear all, please find attached…")
    letter.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="发票 7.pdf")
    return letter


def test_a_letter_is_its_sender_subject_files_and_what_it_may_be_about() -> None:
    letter = read_letter(a_letter("Embarque IMP-7: ções").as_bytes())

    assert (letter.sender, letter.subject) == ("docs@haiyue.example", "Embarque IMP-7: ções")
    assert letter.attachments == (("发票 7.pdf", b"%PDF-1.7"),)
    assert letter.names[:3] == ("IMP-9", "Embarque", "IMP-7")


def test_a_signatures_logo_is_no_paper_and_a_forwarded_letters_papers_are() -> None:
    outer = EmailMessage()
    outer["From"] = "docs@haiyue.example"
    outer.set_content("Fwd")
    outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline")
    outer.add_attachment(a_letter())

    assert [file.filename for file in read_letter(outer.as_bytes()).attachments] == ["发票 7.pdf"]


def test_a_file_name_has_no_path_and_none_is_numbered() -> None:
    letter = a_letter()
    letter.add_attachment(
        b"x", maintype="application", subtype="pdf", filename="../../etc/a\tb.pdf"
    )
    letter.add_attachment(b"y", maintype="application", subtype="pdf")

    names = [file.filename for file in read_letter(letter.as_bytes()).attachments]

    assert names[1:] == ["ab.pdf", "anexo-4"] or names[1:] == ["a b.pdf", "anexo-4"]


def test_the_same_letter_has_one_key_and_another_content_another() -> None:
    one, same, other = a_letter(), a_letter(), a_letter("Corrected papers of IMP-7")
    for letter in (one, same):
        letter.set_boundary("b")

    assert read_letter(one.as_bytes()).key == read_letter(same.as_bytes()).key
    assert read_letter(one.as_bytes()).key != read_letter(other.as_bytes()).key


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00nonsense",
        b"From: =?utf-8?b?!!!?=\nSubject: =?nope?q?x?=\n\nhello",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=x\n",
        b"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n@@@@",
        b"From: " + b"a" * 100_000 + b"\n\n",
    ],
)
def test_odd_letters_are_read_as_far_as_they_go(raw: bytes) -> None:
    letter = read_letter(raw)

    assert len(letter.key) == 64


def test_a_sender_is_known_by_address_or_domain_and_never_by_a_likeness() -> None:
    known = ("docs@haiyue.example", "@oceana.example")

    assert is_from("docs@haiyue.example", known)
    assert is_from("any@oceana.example", known)
    assert not is_from("docs@haiyue.example.evil.example", known)
    assert not is_from("x@notoceana.example", known)
    assert not is_from("", ("@",))
