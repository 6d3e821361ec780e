using System.Text.Json.Serialization;

namespace CsTelemetry.Adoption.Validation;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ValidationCard))]
internal sealed partial class ValidationJsonContext : JsonSerializerContext;
