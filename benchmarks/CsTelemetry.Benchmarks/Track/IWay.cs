namespace CsTelemetry.Benchmarks.Track;

/// <summary>A way for an app to report that a feature was used.</summary>
internal interface IWay
{
    public string Name { get; }

    /// <summary>Reports with an account and a user.</summary>
    public void Plain(int i);

    /// <summary>Reports with three properties as well.</summary>
    public void WithThree(int i);

    /// <summary>Makes room for another burst.</summary>
    public void Empty();
}
