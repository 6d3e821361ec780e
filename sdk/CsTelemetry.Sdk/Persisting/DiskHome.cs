namespace CsTelemetry.Persisting;

/// <summary>Holds the directory and this client's lock in it, which tells other processes that its files have an owner. Safe for any number of threads.</summary>
internal sealed class DiskHome(IDiskFiles files, ulong owner)
{
    private readonly Gate _gate = new();
    private IDisposable? _lock;
    private bool _doubted = true;
    private bool _left;

    /// <summary>Makes sure that the directory is there and the lock is held. The lock is taken before the first file is written, never after.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            if (!_doubted)
            {
                return;
            }

            if (_left)
            {
                throw new IOException("The client was disposed.");
            }

            files.CreateDirectory();
            if (_lock is null || !files.Exists(FileName.Lock(owner)))
            {
                _lock?.Dispose();
                _lock = null;
                _lock = files.TryLock(FileName.Lock(owner)) ?? throw new IOException("The lock file of this client is held by another process.");
            }

            _doubted = false;
        }
    }

    /// <summary>Looks again next time: a step failed, and the directory may have gone.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            _doubted = true;
        }
    }

    /// <summary>Lets the lock go, for good.</summary>
    /// <param name="isEmpty">Whether no files are left that need an owner; then the lock file goes too.</param>
    public void Leave(bool isEmpty)
    {
        lock (_gate)
        {
            var held = _lock;
            (_lock, _doubted, _left) = (null, true, true);
            try
            {
                if (held is not null && isEmpty && !NamesStayWhileOpen)
                {
                    files.Delete(FileName.Lock(owner));
                }
            }
            finally
            {
                held?.Dispose();
            }

            if (held is not null && isEmpty && NamesStayWhileOpen)
            {
                files.Delete(FileName.Lock(owner));
            }
        }
    }

    // Elsewhere the name can go while the lock is still held, which leaves nobody time to take it.
    private static bool NamesStayWhileOpen => Path.DirectorySeparatorChar == '\\';
}
