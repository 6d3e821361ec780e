namespace CsTelemetry.Collector.Tenancy;

/// <summary>A caller, or the reason why there is none.</summary>
internal readonly record struct AuthenticationOutcome(Caller? Caller, string? Refusal)
{
    public static AuthenticationOutcome Known(Caller caller) => new(caller, null);

    public static AuthenticationOutcome Refused(string reason) => new(null, reason);
}
