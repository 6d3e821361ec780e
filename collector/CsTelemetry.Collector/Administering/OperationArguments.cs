using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Auditing;

namespace CsTelemetry.Collector.Administering;

/// <summary>The arguments of one operation, as they came. What is wrong is said by an <see cref="AdministrationException"/>.</summary>
internal sealed class OperationArguments(JsonObject values)
{
    /// <summary>Finds a text; null if it is not given.</summary>
    public string? Find(string name) => values[name] is { } value ? value.ToString() : null;

    public string Require(string name) =>
        Find(name) is { Length: > 0 } value ? value : throw AdministrationException.Usage($"\"{name}\" is missing.");

    public bool Has(string name) => values[name]?.GetValueKind() == JsonValueKind.True;

    public int? FindInt(string name) =>
        Find(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw AdministrationException.Usage($"\"{name}\" is \"{text}\"; it must be a whole number.");

    public DateOnly? FindDay(string name) =>
        Find(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw AdministrationException.Usage($"\"{name}\" is \"{text}\"; it must be a day such as 2026-10-31.");

    /// <summary>Finds a month, given as 2026-10 or 202610.</summary>
    public int? FindMonth(string name)
    {
        if (Find(name) is not { } text)
        {
            return null;
        }

        try
        {
            return Month.Check(int.Parse(text.Replace("-", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw AdministrationException.Usage($"\"{name}\" is \"{text}\"; it must be a month such as 2026-10.");
        }
    }
}
