using System.Text.Json.Serialization;
using CsTelemetry.Client.Contracts;

namespace CsTelemetry.Client.Sending;

/// <summary>How the API's documents are read and written: snake_case; members that are not known are passed over; nothing that is not said is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(OpenEnumConverter<AccountState>), typeof(OpenEnumConverter<HealthBand>), typeof(OpenEnumConverter<ConfidenceLevel>),
        typeof(OpenEnumConverter<ScoreStatus>), typeof(OpenEnumConverter<FeatureKind>), typeof(OpenEnumConverter<ExportFormat>),
        typeof(OpenEnumConverter<RestatementCause>),
    ])]
[JsonSerializable(typeof(AdoptionScore))]
[JsonSerializable(typeof(Page<AdoptionScoreRow>), TypeInfoPropertyName = "AdoptionScorePage")]
[JsonSerializable(typeof(ScoreHistory))]
[JsonSerializable(typeof(Page<ScoreRestatement>), TypeInfoPropertyName = "ScoreRestatementPage")]
[JsonSerializable(typeof(Page<AccountSummary>), TypeInfoPropertyName = "AccountPage")]
[JsonSerializable(typeof(Page<FeatureSummary>), TypeInfoPropertyName = "FeaturePage")]
[JsonSerializable(typeof(MetricSeries<FeatureAdoption>), TypeInfoPropertyName = "FeatureAdoptionSeries")]
[JsonSerializable(typeof(NeverUsedPage))]
[JsonSerializable(typeof(NeverUsedSummary))]
[JsonSerializable(typeof(Known<AccountDocument>), TypeInfoPropertyName = "KnownAccount")]
[JsonSerializable(typeof(Known<FeatureDocument>), TypeInfoPropertyName = "KnownFeature")]
[JsonSerializable(typeof(AccountSeats))]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(QueryAnswer))]
[JsonSerializable(typeof(ExportRequest))]
internal sealed partial class ApiJson : JsonSerializerContext;
