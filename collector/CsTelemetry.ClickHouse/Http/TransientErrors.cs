using System.Collections.Frozen;

namespace CsTelemetry.ClickHouse.Http;

/// <summary>Lists the ClickHouse error numbers after which the same request may succeed later.</summary>
internal static class TransientErrors
{
    private static readonly FrozenSet<int> Codes = new[]
    {
        74, // CANNOT_READ_FROM_FILE_DESCRIPTOR
        75, // CANNOT_WRITE_TO_FILE_DESCRIPTOR
        159, // TIMEOUT_EXCEEDED
        160, // TOO_SLOW
        173, // CANNOT_ALLOCATE_MEMORY
        198, // DNS_ERROR
        201, // QUOTA_EXCEEDED
        202, // TOO_MANY_SIMULTANEOUS_QUERIES
        203, // NO_FREE_CONNECTION
        209, // SOCKET_TIMEOUT
        210, // NETWORK_ERROR
        225, // NO_ZOOKEEPER
        236, // ABORTED
        241, // MEMORY_LIMIT_EXCEEDED
        242, // TABLE_IS_READ_ONLY: a replica that lost its Keeper
        243, // NOT_ENOUGH_SPACE
        252, // TOO_MANY_PARTS
        279, // ALL_CONNECTION_TRIES_FAILED
        285, // TOO_FEW_LIVE_REPLICAS
        286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
        319, // UNKNOWN_STATUS_OF_INSERT
        394, // QUERY_WAS_CANCELLED
        439, // CANNOT_SCHEDULE_TASK
        473, // DEADLOCK_AVOIDED
        499, // S3_ERROR
        734, // QUERY_WAS_CANCELLED_BY_CLIENT
        745, // SERVER_OVERLOADED
        999, // KEEPER_EXCEPTION
    }.ToFrozenSet();

    internal static bool Contain(int code) => Codes.Contains(code);
}
