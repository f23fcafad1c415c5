from typing import Any

from accord.instruments.models.instruments import Instrument, Signatory, Signature
from accord.instruments.models.measures import AgreedIndicator, Measured, Series, Target
from accord.instruments.models.nodes import (
    ActionServes,
    Commitment,
    Means,
    MissionTaken,
    Node,
    OperationalAction,
)

KINDS: dict[str, type[Any]] = {
    model.KIND: model
    for model in (
        MissionTaken,
        Commitment,
        OperationalAction,
        Means,
        AgreedIndicator,
        Target,
    )
}
# What a node stands under, by its column; a mission stands under the text itself.
PARENT: dict[type[Any], str] = {
    Commitment: "taken",
    OperationalAction: "taken",
    Means: "taken",
    AgreedIndicator: "commitment",
    Target: "indicator",
}
