namespace CsTelemetry;

/// <summary>Says what became of an order to forget a user.</summary>
public readonly record struct ForgetResult
{
    /// <summary>Gets the name of the collector's receipt, which tells what was erased and when; null when the order was not taken.</summary>
    public string? ReceiptId { get; init; }

    /// <summary>Gets how many of the user's events were removed before they were ever sent; counted as dropped for want of consent.</summary>
    public long Removed { get; init; }

    /// <summary>Gets why the collector did not take the order; null when it did.</summary>
    public string? Error { get; init; }

    /// <summary>Gets whether the order is on the collector's disk and will be carried out.</summary>
    public bool IsTaken => ReceiptId is not null;
}
