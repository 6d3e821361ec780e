namespace CsTelemetry.Wal.Storage;

/// <summary>Is the one directory a log lives in. A created, renamed or deleted name is durable only after <see cref="SyncDirectory"/>.</summary>
internal interface ILogStorage
{
    /// <summary>Names the place in messages.</summary>
    public string Location { get; }

    /// <summary>Takes the directory for this log until disposed; throws <see cref="IOException"/> when somebody else has it.</summary>
    public IDisposable Lock();

    /// <summary>Lists the files, ordered by name.</summary>
    public IReadOnlyList<LogFileEntry> List();

    /// <summary>Opens an empty file for writing; one of the same name is emptied.</summary>
    public ILogFile Create(string name);

    /// <summary>Opens an existing file for reading; throws <see cref="FileNotFoundException"/>.</summary>
    public ILogFile OpenRead(string name);

    /// <summary>Opens an existing file for writing; throws <see cref="FileNotFoundException"/>.</summary>
    public ILogFile OpenWrite(string name);

    /// <summary>Renames in one step, replacing a file of the new name.</summary>
    public void Rename(string from, string to);

    /// <summary>Deletes a file; a missing one is fine.</summary>
    public void Delete(string name);

    /// <summary>Makes created, renamed and deleted names durable.</summary>
    public void SyncDirectory();
}
