using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>An account's purchased seats over time.</summary>
/// <param name="Seats">All of them: they replace those that were told before. Null leaves them to what events say.</param>
internal sealed record AccountSeats(IReadOnlyList<SeatDays>? Seats);
