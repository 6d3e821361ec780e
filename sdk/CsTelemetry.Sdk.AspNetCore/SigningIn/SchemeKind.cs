namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>Says how an authentication scheme knows its users.</summary>
internal enum SchemeKind
{
    /// <summary>There is no such scheme.</summary>
    None,

    /// <summary>The app signs users in and out, such as with a cookie.</summary>
    SignIn,

    /// <summary>The app issues opaque bearer tokens by signing users in.</summary>
    SignInToken,

    /// <summary>Each request brings its proof, such as a JWT: there is no moment of signing in.</summary>
    Token,

    /// <summary>Users come back from another site; another scheme keeps them.</summary>
    Remote,

    /// <summary>It only passes on to other schemes.</summary>
    Forwarding,
}
