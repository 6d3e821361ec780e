namespace CsTelemetry.Adoption.Tests.Oracle;

/// <summary>One value event by a human, as a log has it.</summary>
internal sealed record RawEvent(string Account, string User, string Feature, DateOnly Day);
