namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What an erasure erases.</summary>
internal enum ErasureSubjectKind
{
    /// <summary>One user, in one account or in all of the tenant's.</summary>
    User,

    /// <summary>A whole account with everybody in it.</summary>
    Account,
}
