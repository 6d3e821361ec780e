namespace CsTelemetry.Collector.Journal;

/// <summary>Bounds memory that many share. Thread-safe.</summary>
internal interface IByteBudget
{
    /// <summary>Takes bytes out of the budget; throws what the caller's caller is to be told when there is no room.</summary>
    public void Take(int bytes);

    public void GiveBack(int bytes);
}
