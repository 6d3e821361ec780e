namespace CsTelemetry.Collector.Journal;

/// <summary>What an order erases. Never renumber one; 2 is kept for a whole account.</summary>
internal enum ErasureTarget : byte
{
    /// <summary>One user, in one account or in all of the tenant's.</summary>
    User = 1,
}
