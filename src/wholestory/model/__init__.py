"""The words of the house: plain frozen data, as told in one article and as it is across outlets.

Standard library only; every derived fact carries a `Span` into its article's text.
"""

from wholestory.model.analysis import Analysis, Origin, OriginKind, Sentence, Vector
from wholestory.model.article import (
    Article,
    Basis,
    Block,
    Caption,
    Granularity,
    Published,
    Removed,
    Role,
    Segment,
)
from wholestory.model.coverage import Account, Coverage, Dated, Reuse, ReuseKind
from wholestory.model.edition import Edition, Pick
from wholestory.model.failure import Failure
from wholestory.model.mention import Entity, EntityId, EntityType, Mention, MentionKind, Referent
from wholestory.model.quotation import (
    Caution,
    Quotation,
    QuotationId,
    QuotationKind,
    SourceLink,
    SourceRole,
    Speaker,
    SpeakerState,
    Utterance,
    UtteranceId,
    quotation_id,
)
from wholestory.model.span import ArticleId, FileSpan, Span
from wholestory.model.statement import (
    Claim,
    ClaimId,
    ClaimValue,
    Outcome,
    Quantity,
    Statement,
    Status,
)
from wholestory.model.story import Headline, Reason, Story, StoryId, Thread, ThreadId
from wholestory.model.telling import Telling
from wholestory.model.timing import Anchor, Moment, Shift, Timing

__all__ = [
    "Account",
    "Analysis",
    "Anchor",
    "Article",
    "ArticleId",
    "Basis",
    "Block",
    "Caption",
    "Caution",
    "Claim",
    "ClaimId",
    "ClaimValue",
    "Coverage",
    "Dated",
    "Edition",
    "Entity",
    "EntityId",
    "EntityType",
    "Failure",
    "FileSpan",
    "Granularity",
    "Headline",
    "Mention",
    "MentionKind",
    "Moment",
    "Origin",
    "OriginKind",
    "Outcome",
    "Pick",
    "Published",
    "Quantity",
    "Quotation",
    "QuotationId",
    "QuotationKind",
    "Reason",
    "Referent",
    "Removed",
    "Reuse",
    "ReuseKind",
    "Role",
    "Segment",
    "Sentence",
    "Shift",
    "SourceLink",
    "SourceRole",
    "Span",
    "Speaker",
    "SpeakerState",
    "Statement",
    "Status",
    "Story",
    "StoryId",
    "Telling",
    "Thread",
    "ThreadId",
    "Timing",
    "Utterance",
    "UtteranceId",
    "Vector",
    "quotation_id",
]
