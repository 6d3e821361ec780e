using System.Text.Json;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Writes and reads cards as JSON, for storage and the API. Pure; thread-safe.</summary>
public static class ValidationJson
{
    /// <summary>Writes a card, without white space.</summary>
    public static byte[] Write(ValidationCard card) => JsonSerializer.SerializeToUtf8Bytes(card, ValidationJsonContext.Default.ValidationCard);

    /// <summary>Reads a card that <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is no card.</exception>
    public static ValidationCard Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, ValidationJsonContext.Default.ValidationCard) ?? throw new JsonException("The card is null.");
}
