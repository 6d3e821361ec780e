namespace UsageSimulator;

/// <summary>One line of the log.</summary>
/// <param name="OccurredAt">When it happened, with the account's offset.</param>
/// <param name="AccountId">The account.</param>
/// <param name="UserId">The person.</param>
/// <param name="Feature">The feature's key.</param>
/// <param name="Quantity">How many things were done at once, 1 or more.</param>
internal readonly record struct UsageEvent(DateTimeOffset OccurredAt, string AccountId, string UserId, string Feature, int Quantity);
