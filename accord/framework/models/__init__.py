from accord.framework.models.clauses import EXPECTED, Clause, ClausePart
from accord.framework.models.dimensions import (
    Dimension,
    DimensionValue,
    IndicatorDimension,
)
from accord.framework.models.figures import Figure, Measure
from accord.framework.models.indicators import (
    Direction,
    IndicatorDefinition,
    Level,
    ReportedAs,
    TargetsStatedAs,
    TerritoryRollup,
    ValueKind,
)
from accord.framework.models.periods import Calendar, ReportingPeriod
from accord.framework.models.plan import (
    Axis,
    Condition,
    ConditionMission,
    Mission,
    ModelAgreement,
    Plan,
    PlanAction,
    Reference,
    SubsidyTerms,
)
