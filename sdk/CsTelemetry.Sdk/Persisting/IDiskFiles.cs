namespace CsTelemetry.Persisting;

/// <summary>
/// Does the steps in the one directory of the store, each of which may fail with what <see cref="DiskTrouble"/> knows.
/// Safe for any number of threads.
/// </summary>
internal interface IDiskFiles
{
    /// <summary>Makes the directory, readable by this user alone, unless it is there.</summary>
    public void CreateDirectory();

    public IReadOnlyList<DiskEntry> List();

    public bool Exists(string name);

    /// <summary>Opens a file that nobody else has open, and keeps it open; null when somebody has.</summary>
    public IDisposable? TryLock(string name);

    /// <summary>Writes a new file, or over one of that name.</summary>
    /// <param name="name">The file.</param>
    /// <param name="bytes">All of its bytes.</param>
    /// <param name="toDisk">Whether to wait until the bytes would survive a loss of power.</param>
    public void Write(string name, byte[] bytes, bool toDisk);

    /// <summary>Overwrites some bytes of a file that is there.</summary>
    public void Patch(string name, int at, byte[] bytes);

    /// <summary>Reads the file's beginning.</summary>
    /// <returns>At most so many bytes; null when there is no such file.</returns>
    public byte[]? Read(string name, int mostBytes);

    /// <summary>Renames a file to a name that is free.</summary>
    public void Move(string from, string to);

    /// <summary>Deletes a file, if it is there.</summary>
    public void Delete(string name);
}
