using System.Globalization;
using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Scoring;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api;

/// <summary>The query parameters of a list of scores, as they were sent.</summary>
internal sealed class ScoreQuery
{
    private const string BandName = "band";
    private const string StateName = "state";

    /// <summary>Gets a complete day, YYYY-MM-DD; by default the newest one.</summary>
    [FromQuery(Name = AsOfParameter.Name)]
    public string? AsOf { get; init; }

    /// <summary>Gets a version of the score model; by default the one in force.</summary>
    [FromQuery(Name = ModelParameter.Name)]
    public string? ModelVersion { get; init; }

    /// <summary>Gets `healthy`, `watch` or `at_risk`: only accounts in that band.</summary>
    [FromQuery(Name = BandName)]
    public string? Band { get; init; }

    /// <summary>Gets `scored`, `onboarding`, `insufficient_data`, `stale` or `excluded`: only accounts in that state. Excluded accounts are listed only when they are asked for or, so that a copy learns that their number is gone, with `updated_since`.</summary>
    [FromQuery(Name = StateName)]
    public string? State { get; init; }

    /// <summary>Gets a segment's key: only accounts that are measured against its targets.</summary>
    [FromQuery(Name = "segment")]
    public string? Segment { get; init; }

    /// <summary>Gets a plan: only accounts on it that day.</summary>
    [FromQuery(Name = "plan")]
    public string? Plan { get; init; }

    /// <summary>Gets the least score, 0 to 100.</summary>
    [FromQuery(Name = "min")]
    public double? Min { get; init; }

    /// <summary>Gets the greatest score, 0 to 100.</summary>
    [FromQuery(Name = "max")]
    public double? Max { get; init; }

    /// <summary>Gets the order: `account_id` (default), `score`, `-score`, `trend`, `-trend`, `updated_at` or `-updated_at`. Accounts without the number come last.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>Gets a moment, RFC 3339: only scores that were computed after it.</summary>
    [FromQuery(Name = "updated_since")]
    public string? UpdatedSince { get; init; }

    /// <summary>Gets how many items a page has: 1 to 1,000, default 200.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>Gets `next_cursor` of the page before.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>Makes the condition on rows.</summary>
    /// <exception cref="InvalidParameterException">A parameter cannot be used.</exception>
    public Func<ScoreRow, bool> Condition()
    {
        var band = ReadName<AdoptionBand>(BandName, Band);
        var state = ReadName<AdoptionState>(StateName, State);
        var since = MomentParameter.Read("updated_since", UpdatedSince);
        Check("min", Min);
        Check("max", Max);
        return row =>
            (band is null || ScoreRows.BandOf(row) == band)
            && (state is null ? since is not null || ScoreRows.StateOf(row) != AdoptionState.Excluded : ScoreRows.StateOf(row) == state)
            && (Segment is null || row.Segment == Segment)
            && (Plan is null || row.Plan == Plan)
            && (Min is null || row.Score >= Min)
            && (Max is null || row.Score <= Max)
            && (since is null || row.ComputedAt > since);
    }

    private static void Check(string name, double? value)
    {
        if (value is { } points && !(points is >= 0 and <= 100))
        {
            throw new InvalidParameterException(name, string.Create(CultureInfo.InvariantCulture, $"{points} is out of range; a score is 0 to 100."));
        }
    }

    private static T? ReadName<T>(string parameter, string? text)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var plain = text.Replace("_", "", StringComparison.Ordinal);
        return plain.All(char.IsAsciiLetter) && Enum.TryParse<T>(plain, ignoreCase: true, out var value)
            ? value
            : throw new InvalidParameterException(parameter, $"\"{text}\" is none; it must be one of {string.Join(", ", Enum.GetNames<T>().Select(name => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name)))}.");
    }
}
