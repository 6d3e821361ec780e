namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>What a call may do: be made, be answered as before, or wait.</summary>
/// <param name="Attempt">Names the attempt that may be made; null when none may.</param>
/// <param name="Answer">The answer of before; null when there is none.</param>
internal readonly record struct CallClaim(ulong? Attempt, KeptAnswer? Answer)
{
    /// <summary>Gets what is said while another collector makes the call.</summary>
    public static CallClaim UnderWay => default;

    public static CallClaim Granted(ulong attempt) => new(attempt, null);

    public static CallClaim Of(ReadOnlySpan<byte> answer) => new(null, KeptAnswer.Read(answer));
}
