"""Makes PDF and Word documents of a sample's text, as an office would."""

import io

TABLE = (("Output", "May", "Jan.-May"), ("Coal (10,000 tonnes)", "231", "1,102"), ("Rail (km)", "", "88"))


def pdf(text, head="Harbour Bulletin No. 7", password=None, table=()):
    """A4 pages with a running head and page numbers; justified lines, bold labels, a title in large letters."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    def decorate(canvas, page):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 800, f"{head} | {page.page} | 2026")
        canvas.drawCentredString(300, 30, f"Page {page.page}")

    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["BodyText"], alignment=TA_JUSTIFY, fontSize=11, leading=14)
    title, *rest = parts(text)
    story = [Paragraph(escaped(title), styles["Title"]), *(Paragraph(escaped(part), body) for part in rest)]
    if table:
        story.append(Table(table))
    page = io.BytesIO()
    encryption = StandardEncryption(password, canPrint=0) if password else None
    SimpleDocTemplate(page, pagesize=A4, encrypt=encryption).build(story, onFirstPage=decorate, onLaterPages=decorate)
    return page.getvalue()


def drawn(lines, size=11):
    """A PDF of one page with these lines, each `(x, y, words)`."""
    from reportlab.pdfgen.canvas import Canvas

    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.setFont("Helvetica", size)
    for x, y, words in lines:
        canvas.drawString(x, y, words)
    canvas.save()
    return page.getvalue()


def docx(text, table=()):
    """A Word document: title, paragraphs with bold labels, lists in the style of lists."""
    import docx

    document = docx.Document()
    title, *rest = parts(text)
    document.add_heading(title, 0)
    for part in rest:
        if part.startswith("- "):
            document.add_paragraph(part[2:], style="List Bullet")
        else:
            label, colon, words = part.partition(":")
            paragraph = document.add_paragraph()
            paragraph.add_run(label + colon).bold = bool(colon) and len(label) < 40
            paragraph.add_run(words)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    page = io.BytesIO()
    document.save(page)
    return page.getvalue()


def parts(text):
    """The paragraphs and list items of a sample."""
    return [
        line
        for part in text.strip().split("\n\n")
        for line in (part.split("\n") if part.startswith("- ") else [part])
        if line.strip()
    ]


def escaped(part):
    return part.replace("&", "&amp;").replace("<", "&lt;")
