// The smallest app around the vendor's SDK. The same code runs in a page and in Node.
import TencentCloudChat from '@tencentcloud/chat';

const OBSERVED = ['SDK_READY', 'SDK_NOT_READY', 'KICKED_OUT', 'NET_STATE_CHANGE', 'MESSAGE_RECEIVED', 'ERROR'];

// How long a client waits for an event by default. The SDK itself waits several seconds before it connects again.
const PATIENCE = 20_000;

export function connect(sdkAppId, gateway, logLevel = 4) {
  const chat = TencentCloudChat.create({ SDKAppID: sdkAppId, proxyServer: gateway });
  chat.setLogLevel(logLevel);
  const events = [];
  const waiting = new Set();
  for (const name of OBSERVED) {
    chat.on(TencentCloudChat.EVENT[name], (event) => {
      events.push({ name, ...facts(name, event.data) });
      for (const look of waiting) look();
    });
  }
  let read = 0;

  return {
    // All events so far.
    events: () => events,

    // The next event of this name after the last one that was waited for.
    next: (name, patience = PATIENCE) => new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`no ${name} within ${patience} ms, only ${JSON.stringify(events.slice(read))}`));
      }, patience);
      const look = () => {
        const found = events.findIndex((event, index) => index >= read && event.name === name);
        if (found < 0) return;
        read = found + 1;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(events[found]);
      };
      waiting.add(look);
      look();
    }),

    login: (userID, userSig) => settled(chat.login({ userID, userSig })),
    logout: () => settled(chat.logout()),
    loginUser: () => chat.getLoginUser(),
    serverTime: () => chat.getServerTime(),
    isReady: () => chat.isReady(),
    send: (to, text) => {
      const message = chat.createTextMessage({ to, conversationType: TencentCloudChat.TYPES.CONV_C2C, payload: { text } });
      return settled(chat.sendMessage(message));
    },
    sendCustom: (to, data) => {
      const payload = { data, description: '', extension: '' };
      const message = chat.createCustomMessage({ to, conversationType: TencentCloudChat.TYPES.CONV_C2C, payload });
      return settled(chat.sendMessage(message));
    },
    destroy: () => settled(chat.destroy()),
  };
}

// The outcome of a call, as data that can leave a page.
async function settled(promise) {
  try {
    const { code, data } = await promise;
    return { code, repeated: data?.repeatLogin === true, ...(data?.message && { id: data.message.ID }) };
  } catch (error) {
    return { code: error.code, message: error.message };
  }
}

function facts(name, data) {
  switch (name) {
    case 'KICKED_OUT':
      return { type: data.type };
    case 'NET_STATE_CHANGE':
      return { state: data.state };
    case 'MESSAGE_RECEIVED':
      return { messages: data.map(({ ID, from, to, payload }) => ({ id: ID, from, to, text: payload.text })) };
    default:
      return {};
  }
}
