namespace CsTelemetry.Adoption.Tests.Oracle;

/// <summary>An account with its whole log up to the day it is scored.</summary>
internal sealed record RawAccount(
    string Id,
    DateOnly FirstDay,
    IReadOnlyList<RawEvent> Events,
    double? Seats = null,
    IReadOnlySet<string>? Entitled = null);
