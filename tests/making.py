"""Articles made by hand, for tests."""

from wholestory.model import Article, ArticleId, Block, Published, Role, Span


def article(
    *paragraphs: str,
    title: str | None = None,
    id: str = "a1",
    captions: tuple[str, ...] = (),
    outlet: str | None = None,
    published: Published | None = None,
    language: str | None = None,
) -> Article:
    """An article whose text is the title, the paragraphs, then the captions."""
    pieces = [(Role.TITLE, title)] if title else []
    pieces += [(Role.PARAGRAPH, p) for p in paragraphs] + [(Role.CAPTION, c) for c in captions]
    blocks, text = [], ""
    for role, piece in pieces:
        text += "\n\n" if text else ""
        blocks.append(Block(role, len(text), len(text) + len(piece)))
        text += piece
    return Article(
        id=ArticleId(id),
        text=text,
        blocks=tuple(blocks),
        path=f"{id}.txt",
        outlet=outlet,
        published=published,
        language=language,
    )


def span(article: Article, words: str) -> Span:
    """Where `words` first stand in the article."""
    start = article.text.index(words)
    return Span(article.id, start, start + len(words))
