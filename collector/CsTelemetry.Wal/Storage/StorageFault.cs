namespace CsTelemetry.Wal.Storage;

/// <summary>Sorts exceptions of the file system.</summary>
internal static class StorageFault
{
    /// <summary>Tells whether the file system, and not our own code, is at fault.</summary>
    public static bool Is(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Tells whether there was no room: disk full or quota spent.</summary>
    public static bool IsNoSpace(Exception exception) =>
        exception is IOException && exception.HResult is
            28 // ENOSPC
            or 122 // EDQUOT on Linux
            or 69 // EDQUOT on macOS
            or unchecked((int)0x80070070) // ERROR_DISK_FULL
            or unchecked((int)0x80070027); // ERROR_HANDLE_DISK_FULL
}
