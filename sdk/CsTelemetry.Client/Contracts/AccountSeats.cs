namespace CsTelemetry.Client.Contracts;

/// <summary>An account's purchased seats over time.</summary>
/// <param name="Seats">All of them: they replace those that were told before.</param>
internal sealed record AccountSeats(IReadOnlyList<SeatDays> Seats);
