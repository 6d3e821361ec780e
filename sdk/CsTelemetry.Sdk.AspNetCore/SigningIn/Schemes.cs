using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>Tells authentication schemes apart by their handlers.</summary>
internal static class Schemes
{
    public static SchemeKind KindOf(AuthenticationScheme? scheme)
    {
        var handler = scheme?.HandlerType;
        return handler is null ? SchemeKind.None
            : typeof(PolicySchemeHandler).IsAssignableFrom(handler) ? SchemeKind.Forwarding
            : typeof(IAuthenticationRequestHandler).IsAssignableFrom(handler) ? SchemeKind.Remote
            : !typeof(IAuthenticationSignInHandler).IsAssignableFrom(handler) ? SchemeKind.Token
            // The handler itself is internal; only the name of its folder is public.
            : handler.Namespace == typeof(BearerTokenOptions).Namespace ? SchemeKind.SignInToken
            : SchemeKind.SignIn;
    }

    public static bool IsApi(SchemeKind kind) => kind is SchemeKind.Token or SchemeKind.SignInToken;
}
