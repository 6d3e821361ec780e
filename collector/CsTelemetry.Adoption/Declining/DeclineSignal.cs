namespace CsTelemetry.Adoption.Declining;

/// <summary>Tells whether an account's people are leaving, at the end of a week.</summary>
/// <param name="State">What can be said.</param>
/// <param name="Sum">S_t: how far weeks have lain below the usual, summed; null when it cannot be told.</param>
/// <param name="Usual">The people a week that are usual for the account; null when it cannot be told.</param>
/// <param name="Now">The active people of the week.</param>
/// <param name="WeeksDeclining">How many weeks the alarm has stood; 0 without one.</param>
/// <param name="Reason">One English sentence.</param>
public sealed record DeclineSignal(DeclineState State, double? Sum, double? Usual, int Now, int WeeksDeclining, string Reason);
