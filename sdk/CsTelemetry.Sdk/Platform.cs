namespace CsTelemetry;

/// <summary>Says where the user sat. The numbers are those of the contract.</summary>
public enum Platform
{
    /// <summary>Not known.</summary>
    Unspecified = 0,

    /// <summary>A browser.</summary>
    Web = 1,

    /// <summary>A phone or tablet app.</summary>
    Mobile = 2,

    /// <summary>A desktop program.</summary>
    Desktop = 3,

    /// <summary>A call to the product's API.</summary>
    Api = 4,

    /// <summary>The server itself, such as a background job.</summary>
    Server = 5,
}
