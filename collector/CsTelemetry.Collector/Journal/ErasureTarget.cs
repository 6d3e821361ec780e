namespace CsTelemetry.Collector.Journal;

/// <summary>What an order erases. Never renumber one.</summary>
internal enum ErasureTarget : byte
{
    /// <summary>One user, in one account or in all of the tenant's.</summary>
    User = 1,

    /// <summary>A whole account with everybody in it.</summary>
    Account = 2,
}
