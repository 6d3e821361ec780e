using System.Text.Json.Serialization;
using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>How documents are written: snake_case, nothing that is not said. Nothing unknown and nothing twice is read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 8,
    Converters = [typeof(LowerCaseEnumConverter<FeatureKind>), typeof(LowerCaseEnumConverter<ActorKind>)])]
[JsonSerializable(typeof(FeatureDocument))]
[JsonSerializable(typeof(ReleaseDocument))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(UserDocument))]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
